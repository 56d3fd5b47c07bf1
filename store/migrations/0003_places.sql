CREATE TABLE place_quotas (
    programme text NOT NULL,
    sector text NOT NULL,
    places int NOT NULL CHECK (places >= 0),
    PRIMARY KEY (programme, sector)
);

CREATE TABLE place_pool (
    programme text NOT NULL,
    sector text NOT NULL,
    number int NOT NULL CHECK (number > 0),
    state text NOT NULL DEFAULT 'free' CHECK (state IN ('free', 'taken')),
    held_by uuid,
    held_for text,
    held_until timestamptz,
    taken_by uuid,
    PRIMARY KEY (programme, sector, number),
    CHECK (num_nonnulls(held_by, held_for, held_until) IN (0, 3)),
    CHECK ((state = 'taken') = (taken_by IS NOT NULL))
);

CREATE INDEX place_pool_free ON place_pool (programme, sector, number) WHERE state = 'free';
CREATE INDEX place_pool_held ON place_pool (held_by) WHERE held_by IS NOT NULL;

CREATE FUNCTION take_place(of_programme text, of_sector text, of_number int, command uuid)
    RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE place_pool
    SET state = 'taken', taken_by = command, held_by = NULL, held_for = NULL, held_until = NULL
    WHERE programme = of_programme AND sector = of_sector AND number = of_number
        AND state = 'free' AND held_by = command AND held_until > clock_timestamp();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'place % % % is not held by command %', of_programme, of_sector, of_number, command
            USING ERRCODE = 'TJ001';
    END IF;
END
$$;

CREATE FUNCTION free_place(of_programme text, of_sector text, of_number int)
    RETURNS void LANGUAGE sql AS $$
    UPDATE place_pool SET state = 'free', taken_by = NULL
    WHERE programme = of_programme AND sector = of_sector AND number = of_number AND state = 'taken';
$$;
