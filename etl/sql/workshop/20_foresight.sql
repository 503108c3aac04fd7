-- Forecasts as they were issued; only those count whose release became current. They are never reckoned anew.
create schema if not exists foresight;

create table if not exists foresight.issued (
    audience text not null,
    series text not null,
    stand text not null,
    origin text not null,
    period text not null,
    horizon integer not null,
    quantile decimal(4, 3) not null,
    value double not null,
    model_version text not null,
    release_id text not null,
    issued_on date not null
);

-- Answers of the stock-flow as they were issued.
create table if not exists foresight.answered (
    audience text not null,
    release_id text not null,
    stand text not null,
    scenario text not null,
    question text not null,
    quantile decimal(4, 3),
    value double,
    period text,
    sentence text
);
