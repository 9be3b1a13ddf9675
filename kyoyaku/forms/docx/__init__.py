"""What changed in a step as a document of Word (Office Open XML, ISO/IEC 29500)."""
