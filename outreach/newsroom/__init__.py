"""News, events and activities before they are public: what they consist of, and how they stand."""
