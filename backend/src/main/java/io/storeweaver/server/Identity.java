package io.storeweaver.server;

import io.storeweaver.LimitsConfig;
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
        new Sessions(
            jdbi,
            new Sessions.Lifetime(
                config.accounts().sessionIdle(), config.accounts().sessionLongest()));
    SessionCookie cookie = new SessionCookie(config.server().production());
    Tokens tokens = new Tokens(jdbi);
    Accounts accounts = new Accounts(jdbi, Stores::ownsLiveOnes);
    RateLimits limits = new RateLimits(jdbi);
    Passwords passwords = new Passwords();
    return new Identity(
        new Authenticator(config.accounts().mode(), sessions, cookie, tokens),
        accounts,
        sessions,
        tokens,
        new SetupTokens(jdbi),
        new SignIn(accounts, passwords, new SignInLimits(limits), config.accounts().signUpOpen()),
        cookie,
        passwords,
        new Origins(TrustedProxies.of(config.accounts().trustedProxies())),
        limits,
        new RequestLimits(limits, requests(config.limits(), sandbox)));
  }

  private static RequestLimits.Settings requests(LimitsConfig limits, boolean sandbox) {
    return new RequestLimits.Settings(
        rule("general", limits.general()),
        rule("create", limits.create()),
        rule("delete", limits.delete()),
        limits.rateLimits() != LimitsConfig.RateLimits.OFF,
        limits.rateLimits() == LimitsConfig.RateLimits.AUTO && sandbox);
  }

  private static Rule rule(String name, LimitsConfig.Rate rate) {
    return new Rule(name, rate.most(), rate.window());
  }

  @Override
  public void close() {
    passwords.close();
  }
}
