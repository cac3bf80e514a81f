"""Pages, sockets and addresses of a room: a thin shell around its core."""
