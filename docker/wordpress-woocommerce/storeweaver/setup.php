<?php
// Makes the shop, or what is missing of it. Each step looks first, and the marker is written after the last one, so a run
// that died half-way is completed by the next. WooCommerce must be active when WordPress loads, so installing it and
// configuring it are two processes.

require __DIR__ . '/database.php';
require __DIR__ . '/wanted.php';

// The first process of a container ends by a signal only if it asks to; a step that runs ends with it.
pcntl_async_signals(true);
foreach ([SIGQUIT, SIGTERM] as $signal) {
    pcntl_signal($signal, fn () => exit(143));
}

$started = microtime(true);
$report = function (string $what) use ($started): void {
    fprintf(STDERR, "%.1f s: %s\n", microtime(true) - $started, $what);
};

function run_step(string $step): void
{
    passthru(escapeshellarg(PHP_BINARY) . ' -d memory_limit=384M ' . escapeshellarg(__DIR__ . "/steps/$step.php"), $status);
    if ($status !== 0) {
        fwrite(STDERR, "The step \"$step\" failed with status $status; the next run takes it up again\n");
        exit(1);
    }
}

$database = await_database();
$report('database answers');
$marker = marker($database);
if (!($marker['installed'] ?? false)) {
    run_step('install');
    $report('WordPress installed');
}
if (version_compare($marker['schema'] ?? '0', image_version(), '<')) {
    run_step('configure');
    $report('WooCommerce ' . image_version() . ' configured');
}
// The template of a database is a shop that is nobody's yet.
if (getenv('STORE_TEMPLATE_ONLY') === 'true') {
    exit(0);
}
if (differences(marker($database)['applied'] ?? []) !== []) {
    run_step('personalise');
}
$report('set-up complete');
