"""Rules of what was meant against what came of it: the gap between the two, and the rate of the gap."""
