"""What python-docx has no words for: footnotes, fields, bookmarks, styles of our own."""
