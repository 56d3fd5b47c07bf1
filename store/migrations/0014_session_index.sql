-- Which cases have named a session, and which sessions a guild holds: asked of the events themselves, so
-- that no registration waits for another and nothing can disagree with them.
CREATE FUNCTION event_field(state bytea, field text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (pg_catalog.convert_from(state, 'UTF8')::jsonb -> 'event') ->> field;

CREATE INDEX events_naming_a_session ON tanjian_events (event_field(state, 'session'))
    WHERE topic IN ('enrolment.registered.v1', 'enrolment.session_changed.v1');
CREATE INDEX sessions_of_a_guild ON tanjian_events
    (event_field(state, 'programme'), event_field(state, 'guild'))
    WHERE topic = 'session.scheduled.v1';
