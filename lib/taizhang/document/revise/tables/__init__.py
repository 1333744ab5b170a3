"""Tables of an edited docx, as written and as built now -> rows and cells brought up to date."""
