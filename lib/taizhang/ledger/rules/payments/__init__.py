"""What a roll of payments says beside its amounts -> doubts about them."""
