"""Whether two stores from one image have a secret in common: the images bring a database that was filled beforehand, and what was secret in it
must not be the same in every shop."""

import base64

from suite import expect

# Shorter values are names and numbers.
SHORTEST = 12
# The same for all stores by the platform's settings.
KNOWN = {"Secret key admin-email"}
QUERIES = {
    "mysql": (
        "select concat('user_pass of ', user_login), user_pass from wp_users",
        "select concat('option ', option_name), option_value from wp_options where option_name regexp '(_|^)(key|salt|secret|token)s?($|_)'",
        "select concat('usermeta ', meta_key), meta_value from wp_usermeta where meta_key regexp 'token|password|secret|key'",
    ),
    "postgres": (
        "select 'api_key ' || type, token from api_key union all select 'salt of api_key ' || type, salt from api_key",
        "select 'login of ' || entity_id, provider_metadata::text from provider_identity",
        "select 'auth_identity', app_metadata::text from auth_identity",
        "select 'invite', token from invite",
    ),
}
# By TCP and with the passwords that the pod has; the query comes on the standard input, so that no quote is read by a shell.
CLIENTS = {
    "mysql": 'MYSQL_PWD="$MYSQL_PASSWORD" exec mysql -h 127.0.0.1 -u "$MYSQL_USER" -N -B "$MYSQL_DATABASE"',
    "postgres": 'PGPASSWORD="$POSTGRES_PASSWORD" exec psql -h 127.0.0.1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -At -F "\t" -v ON_ERROR_STOP=1',
}


def secrets_of(cluster, namespace, database):
    """What is secret in a store, by where it is: its Secrets, and what its database keeps of keys, hashes and tokens."""
    kind = "postgres" if database.endswith("postgres") else "mysql"
    found = {}
    for secret in cluster.items("secrets", namespace):
        if secret["type"] == "helm.sh/release.v1":
            continue
        for key, value in secret.get("data", {}).items():
            found[f"Secret key {key}"] = base64.b64decode(value).decode("utf-8", "replace")
    for query in QUERIES[kind]:
        for number, line in enumerate(_rows(cluster, namespace, f"{database}-0", CLIENTS[kind], query)):
            where, _, value = line.partition("\t")
            found[f"{where} ({number})"] = value
    return {where: value for where, value in found.items() if len(value) >= SHORTEST and where not in KNOWN}


def _rows(cluster, namespace, pod, client, query):
    command = ["-n", namespace, "exec", "-i", pod, "--", "sh", "-c", client]
    return [line for line in cluster.kubectl(*command, stdin=query + ";\n").splitlines() if line]


def share_nothing(one, other):
    values = {}
    for where, value in one.items():
        values.setdefault(value, where)
    common = {f"{where} = {values[value]}" for where, value in other.items() if value in values}
    expect(len(one) >= 5 and len(other) >= 5, f"only {len(one)} and {len(other)} secrets were found")
    expect(not common, f"two stores have in common: {sorted(common)[:5]}")
