-- What the formulas give, complete and unprotected; it never leaves the workshop.
create schema if not exists result;

create or replace table result.cells (
    measure text not null,
    period text not null,
    dim1 text,
    member1 text,
    dim2 text,
    member2 text,
    value decimal(18, 2),
    sign text,
    load_ids text[]
);

create or replace table result.value (
    indicator_id text not null,
    period text not null,
    dim1 text,
    member1 text,
    dim2 text,
    member2 text,
    value double,
    numerator decimal(18, 2),
    denominator decimal(18, 2),
    contributors bigint,
    sign text,
    load_ids text[]
);
