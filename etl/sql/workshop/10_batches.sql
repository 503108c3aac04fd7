-- The memory of the workshop: which delivery was loaded, which row refused, which build was published.
create schema if not exists stage;
create schema if not exists meta;
create schema if not exists disclosure;

create table if not exists meta.home (
    example boolean not null
);

create table if not exists meta.load (
    load_id text not null,
    source_id text,
    file text not null,
    sha256 text not null,
    received_at timestamp not null,
    data_as_of date,
    rows_read bigint not null,
    rows_accepted bigint not null,
    rows_rejected bigint not null,
    rows_duplicate bigint not null,
    outcome text not null,
    reason text,
    detail text
);

create table if not exists meta.origin (
    load_id text not null,
    sheet text not null,
    container text,
    supplement_to text
);

create table if not exists meta.rejection (
    load_id text not null,
    row_number bigint not null,
    column_name text,
    rule text not null
);

create table if not exists meta.build (
    id text not null,
    catalogue_hash text not null,
    built_at timestamp not null
);

-- The figures the last release was made of, printed or not: what later corrections are held against.
create table if not exists disclosure.basis (
    measure text not null,
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
    of_value boolean not null,
    release text not null,
    pending boolean not null
);

create table if not exists disclosure.memory (
    audience text not null,
    measure text not null,
    period text not null,
    dim1 text,
    member1 text,
    dim2 text,
    member2 text,
    withheld boolean not null,
    value decimal(18, 2),
    first_release text not null,
    last_release text not null,
    pending boolean not null
);
