"""A total, part or difference -> the figures further off that its words add up, take out or leave over."""
