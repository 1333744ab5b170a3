"""Facts -> comparisons, forecasts and red flags."""
