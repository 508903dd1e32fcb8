"""What `make run` starts on one machine: PostgreSQL, Valkey, web server, worker, sweeper."""
