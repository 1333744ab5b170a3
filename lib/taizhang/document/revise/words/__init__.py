"""Sentences around changed figures -> the words in them that the new figures make false."""
