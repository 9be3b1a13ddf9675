"""The agreement as Akoma Ntoso (OASIS LegalDocML)."""
