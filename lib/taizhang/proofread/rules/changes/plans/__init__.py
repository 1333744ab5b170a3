"""What was planned, approved or reported against what there is: the gap between, and its rate."""
