package io.storeweaver.account;

import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The one place that says whose things a caller sees and to whom belongs what a caller makes. Every
 * query of what is owned takes its condition from here, so that owners can one day be more than
 * single accounts.
 */
public final class Tenancy {
  private static final String OWNER = "tenancy_owner";

  private Tenancy() {}

  /** To whom belongs what the caller makes, and against whose quota it counts. */
  public static String owner(Caller caller) {
    return caller.account();
  }

  /** True where the caller is an owner, not only somebody who may look. */
  public static boolean owns(Caller caller, String owner) {
    return owner.equals(owner(caller));
  }

  /** True where the caller may see what that owner has. */
  public static boolean sees(Caller caller, String owner) {
    return caller.operator() || owns(caller, owner);
  }

  /**
   * The same as a condition in SQL; {@link #bind} gives it its values. Two conditions instead of
   * one with "or", because with that no index on the owner is of use.
   *
   * @param column the column that holds the owner
   */
  public static String condition(Caller caller, String column) {
    return caller.operator() ? "true" : column + " = :" + OWNER;
  }

  /** Gives {@link #condition} its values. */
  public static <S extends SqlStatement<S>> S bind(S statement, Caller caller) {
    return caller.operator() ? statement : statement.bind(OWNER, owner(caller));
  }
}
