"""People, agencies, meetings, decisions and promises. Private by default."""
