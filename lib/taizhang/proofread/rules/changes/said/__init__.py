"""Words about a change that carry no figure of their own, against the figures beside them."""
