"""What was found, read once more beside all the figures around it: a second look before anything is said."""
