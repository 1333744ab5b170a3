"""The one reading that the words of a share mean, where no reading gives it."""
