-- The trace of the request that asked for a store's last change (W3C trace context), so that the work on it belongs to the same trace
-- whenever and wherever it is done. Written by the API only; null where traces are off.
alter table stores add column traceparent text check (length(traceparent) = 55);
