"""Django's own formats, for forms, admin and filters (FORMAT_MODULE_PATH = "languages.formats").

Dates in words come from `languages.dates`: Django's Albanian months have capitals and its Arabic
April another spelling, so those two are in figures here.
"""
