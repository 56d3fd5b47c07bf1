"""PostgreSQL: event store, receipts, read models, projector."""
