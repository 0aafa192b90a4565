"""What the end-to-end tests stand on: the real server, a client that holds every answer to the contract."""
