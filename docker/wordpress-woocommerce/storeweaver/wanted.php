<?php
// What this store is to be, by its environment.

function wanted(string $name, string $default = ''): string
{
    $value = getenv($name);
    return $value === false || $value === '' ? $default : $value;
}

function shop_url(): string
{
    return rtrim(wanted('STORE_URL', 'http://localhost'), '/');
}

function wanted_settings(): array
{
    $login = wanted('ADMIN_USERNAME') . "\n" . wanted('ADMIN_EMAIL') . "\n" . wanted('ADMIN_PASSWORD');
    return [
        'url' => shop_url(),
        'name' => wanted('STORE_NAME', 'Shop'),
        'currency' => wanted('STORE_CURRENCY', 'USD'),
        'country' => wanted('STORE_COUNTRY', 'US'),
        // A digest, so that a changed login is noticed and none is stored.
        'login' => hash_hmac('sha256', $login, wanted('WORDPRESS_SECRET')),
    ];
}

/** The names of settings that are wanted differently than they were applied last time. */
function differences(array $applied): array
{
    $now = wanted_settings();
    return array_values(array_filter(array_keys($now), fn (string $name): bool => ($applied[$name] ?? null) !== $now[$name]));
}
