"""A file as a town hall has it (Word, PDF, HTML, Excel, text of an OCR) to the draft of a version."""
