#!/usr/bin/env bash
# Asks PostgreSQL the questions of a directory over its messages, within its rooms, as ranked full-text
# search does it best: a stored tsvector, a GIN index, one client, no network. Says the median, the 95th
# and the 99th percentile, and how many a second. Usage: postgresql.sh DIRECTORY all|any: which of its words
# an answer has to have.
#   messages.tsv: a room, a tab, words; questions.tsv: a question a line; rooms.txt: rooms with commas
set -euo pipefail
directory=$1
query="plainto_tsquery('english', words)"
[ "$2" = all ] || query="replace($query::text, '&', '|')::tsquery"
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || true)")
[ -x "$bin/initdb" ] || { echo "PostgreSQL is not here"; exit 1; }
as=()
if [ "$(id -u)" -eq 0 ]; then
  as=(runuser -u postgres --)
fi
home=$(mktemp -d)
trap '"${as[@]}" "$bin/pg_ctl" -D "$home/data" -m immediate stop >&2 || true; rm -rf "$home"' EXIT
cp "$directory"/{messages.tsv,questions.tsv} "$home"
chmod 755 "$home"
[ "$(id -u)" -ne 0 ] || chown -R postgres "$home"
cd "$home"
"${as[@]}" "$bin/initdb" -D "$home/data" -U bench -A trust >&2
"${as[@]}" "$bin/pg_ctl" -D "$home/data" -w -l "$home/log" \
  -o "-k $home -c listen_addresses= -c shared_buffers=1GB -c work_mem=64MB -c fsync=off" start >&2
"${as[@]}" "$bin/psql" -h "$home" -U bench -d postgres -qtA -v ON_ERROR_STOP=1 <<SQL
create table message (id serial primary key, room text, words text,
  tokens tsvector generated always as (to_tsvector('english', words)) stored);
create table question (words text, query tsquery);
\\copy message (room, words) from 'messages.tsv'
\\copy question (words) from 'questions.tsv'
update question set query = $query;
create index on message using gin (tokens);
create index on message (room);
vacuum analyze message;
create table took (round int, millis float8);
do \$\$
declare
  asked record;
  began timestamptz;
  rooms text[] := string_to_array('$(cat "$directory/rooms.txt")', ',');
begin
  for round in 1..5 loop
    for asked in select query from question loop
      began := clock_timestamp();
      perform id from message
        where room = any(rooms) and tokens @@ asked.query
        order by ts_rank(tokens, asked.query) desc limit 20;
      insert into took values (round, extract(epoch from clock_timestamp() - began) * 1000);
    end loop;
  end loop;
end \$\$;
select format('%s / %s / %s ms; %s a second',
    round((percentile_cont(0.5) within group (order by millis))::numeric, 1),
    round((percentile_cont(0.95) within group (order by millis))::numeric, 1),
    round((percentile_cont(0.99) within group (order by millis))::numeric, 1),
    round((count(*) / sum(millis) * 1000)::numeric))
  from took where round = 5;
SQL
