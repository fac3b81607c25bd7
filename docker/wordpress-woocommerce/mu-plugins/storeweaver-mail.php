<?php
/**
 * Plugin Name: Mail by SMTP or not at all
 * Description: The container has no sendmail. Mail goes to SMTP_HOST; without one it is dropped and said so in the log.
 */

defined('ABSPATH') || exit;

if (storeweaver_env('SMTP_HOST') === '') {
    add_filter('pre_wp_mail', function ($sent, array $mail) {
        error_log('Mail dropped, because no SMTP host is set: ' . substr((string) ($mail['subject'] ?? ''), 0, 80));
        return true;
    }, 10, 2);
    return;
}

add_action('phpmailer_init', function ($mailer): void {
    $mailer->isSMTP();
    $mailer->Host = storeweaver_env('SMTP_HOST');
    $mailer->Port = (int) storeweaver_env('SMTP_PORT', '587');
    $mailer->Timeout = 15;
    $security = storeweaver_env('SMTP_SECURITY', 'starttls');
    $mailer->SMTPSecure = ['starttls' => 'tls', 'tls' => 'ssl'][$security] ?? '';
    $mailer->SMTPAutoTLS = $security !== 'none';
    if (storeweaver_env('SMTP_USERNAME') !== '') {
        $mailer->SMTPAuth = true;
        $mailer->Username = storeweaver_env('SMTP_USERNAME');
        $mailer->Password = storeweaver_env('SMTP_PASSWORD');
    }
});

if (storeweaver_env('SMTP_FROM') !== '') {
    add_filter('wp_mail_from', fn (): string => storeweaver_env('SMTP_FROM'));
}
