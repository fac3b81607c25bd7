package io.storeweaver.server;

import io.storeweaver.Setting;
import io.storeweaver.WeaverConfig;
import io.storeweaver.account.Accounts;
import io.storeweaver.account.Authenticator;
import io.storeweaver.account.Passwords;
import io.storeweaver.account.SessionCookie;
import io.storeweaver.account.Sessions;
import io.storeweaver.account.SetupTokens;
import io.storeweaver.account.SignIn;
import io.storeweaver.account.SignInLimits;
import io.storeweaver.account.Tokens;
import io.storeweaver.http.Origins;
import io.storeweaver.http.RateLimits;
import io.storeweaver.http.RateLimits.Rule;
import io.storeweaver.http.RequestLimits;
import io.storeweaver.http.TrustedProxies;
import io.storeweaver.store.Stores;
import org.jdbi.v3.core.Jdbi;

/** Who may call and how often: accounts, sessions, tokens and limits, put together. */
record Identity(
    Authenticator authenticator,
    Accounts accounts,
    Sessions sessions,
    Tokens tokens,
    SetupTokens setup,
    SignIn signIn,
    SessionCookie cookie,
    Passwords passwords,
    Origins origins,
    RateLimits limits,
    RequestLimits requestLimits)
    implements AutoCloseable {

  static Identity of(WeaverConfig config, Jdbi jdbi, boolean sandbox) {
    Sessions sessions =
        new Sessions(jdbi, new Sessions.Lifetime(config.sessionIdle(), config.sessionLongest()));
    SessionCookie cookie =
        new SessionCookie(config.environment() == WeaverConfig.Environment.PRODUCTION);
    Tokens tokens = new Tokens(jdbi);
    Accounts accounts = new Accounts(jdbi, Stores::ownsLiveOnes);
    RateLimits limits = new RateLimits(jdbi);
    Passwords passwords = new Passwords();
    return new Identity(
        new Authenticator(config.authMode(), sessions, cookie, tokens),
        accounts,
        sessions,
        tokens,
        new SetupTokens(jdbi),
        new SignIn(accounts, passwords, new SignInLimits(limits), config.signUpOpen()),
        cookie,
        passwords,
        new Origins(TrustedProxies.of(config.trustedProxies())),
        limits,
        new RequestLimits(limits, requests(config, sandbox)));
  }

  private static RequestLimits.Settings requests(WeaverConfig config, boolean sandbox) {
    return new RequestLimits.Settings(
        rule("general", config.rate(Setting.RATE_LIMIT_GENERAL)),
        rule("create", config.rate(Setting.RATE_LIMIT_CREATE)),
        rule("delete", config.rate(Setting.RATE_LIMIT_DELETE)),
        !config.rateLimits().equals("off"),
        config.rateLimits().equals("auto") && sandbox);
  }

  private static Rule rule(String name, WeaverConfig.Rate rate) {
    return new Rule(name, rate.most(), rate.window());
  }

  @Override
  public void close() {
    passwords.close();
  }
}
