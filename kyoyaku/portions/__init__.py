"""The site made in parts on all cores; who has one agreement need not read this."""
