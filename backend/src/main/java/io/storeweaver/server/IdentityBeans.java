package io.storeweaver.server;

import io.storeweaver.AccountsConfig.AuthMode;
import io.storeweaver.WeaverConfig;
import io.storeweaver.account.Accounts;
import io.storeweaver.account.Authenticator;
import io.storeweaver.account.SessionCookie;
import io.storeweaver.account.Sessions;
import io.storeweaver.account.SetupTokens;
import io.storeweaver.account.SignIn;
import io.storeweaver.account.Tokens;
import io.storeweaver.audit.AuditChain;
import io.storeweaver.audit.AuditLog;
import io.storeweaver.http.Origins;
import io.storeweaver.http.RequestLimits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the parts that know callers to the HTTP resources and filters. */
@Singleton
public class IdentityBeans {
  private final Platform platform = StoreWeaver.platform();

  @Produces
  @Singleton
  WeaverConfig config() {
    return platform.config();
  }

  @Produces
  @Singleton
  AuthMode mode() {
    return platform.config().accounts().mode();
  }

  @Produces
  @Singleton
  Authenticator authenticator() {
    return platform.identity().authenticator();
  }

  @Produces
  @Singleton
  Accounts accounts() {
    return platform.identity().accounts();
  }

  @Produces
  @Singleton
  Sessions sessions() {
    return platform.identity().sessions();
  }

  @Produces
  @Singleton
  Tokens tokens() {
    return platform.identity().tokens();
  }

  @Produces
  @Singleton
  SetupTokens setupTokens() {
    return platform.identity().setup();
  }

  @Produces
  @Singleton
  SignIn signIn() {
    return platform.identity().signIn();
  }

  @Produces
  @Singleton
  SessionCookie cookie() {
    return platform.identity().cookie();
  }

  @Produces
  @Singleton
  Origins origins() {
    return platform.identity().origins();
  }

  @Produces
  @Singleton
  RequestLimits limits() {
    return platform.identity().requestLimits();
  }

  @Produces
  @Singleton
  AuditLog auditLog() {
    return platform.auditLog();
  }

  @Produces
  @Singleton
  AuditChain auditChain() {
    return platform.auditChain();
  }
}
