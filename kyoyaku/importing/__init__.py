"""From a file of a town hall (Word, PDF, HTML, Excel, text of an OCR) to the draft of a version."""
