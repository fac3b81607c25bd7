package io.storeweaver.audit;

/**
 * Who acted.
 *
 * @param account the account's id; empty where nobody was known yet
 * @param proof what said that it was this account
 * @param address the client's address
 * @param requestId the request, as the log and the answer name it
 */
public record Actor(String account, String proof, String address, String requestId) {}
