package io.storeweaver.http;

import io.storeweaver.InvalidSetting;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proxies that may say for whom they speak. Whoever else sends X-Forwarded-For is taken for
 * what the connection says, so that nobody chooses the address that they are counted under.
 */
public final class TrustedProxies {
  private final List<Network> networks;

  private record Network(InetAddress address, int bits) {
    boolean contains(InetAddress other) {
      byte[] ours = address.getAddress();
      byte[] theirs = other.getAddress();
      if (theirs.length != ours.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((theirs[bit / 8] & mask) != (ours[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private TrustedProxies(List<Network> networks) {
    this.networks = networks;
  }

  /**
   * Reads a list such as {@code 10.0.0.0/8, 192.168.1.7}.
   *
   * @throws InvalidSetting where a part of it is neither an address nor a network
   */
  public static TrustedProxies of(String list) {
    return new TrustedProxies(
        Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(TrustedProxies::network)
            .toList());
  }

  private static Network network(String text) {
    String[] parts = text.split("/", 2);
    Optional<InetAddress> address = literal(parts[0]);
    int most = address.map(a -> a.getAddress().length * 8).orElse(0);
    boolean lengthGiven = parts.length == 2;
    if (address.isEmpty()
        || (lengthGiven && !parts[1].matches("\\d{1,3}"))
        || (lengthGiven && Integer.parseInt(parts[1]) > most)) {
      throw new InvalidSetting(
          "TRUSTED_PROXIES has \""
              + text
              + "\", which is neither an address nor a network such as 10.0.0.0/8.");
    }
    return new Network(address.get(), lengthGiven ? Integer.parseInt(parts[1]) : most);
  }

  /**
   * The address of the client: from the connection inwards to outwards as long as each hop is
   * trusted.
   *
   * @param forwarded the values of all X-Forwarded-For fields, in order
   */
  public InetAddress client(InetAddress peer, List<String> forwarded) {
    List<String> hops =
        forwarded.stream().flatMap(v -> Arrays.stream(v.split(","))).map(String::strip).toList();
    InetAddress client = peer;
    for (int i = hops.size() - 1; i >= 0 && trusted(client); i--) {
      Optional<InetAddress> hop = literal(hops.get(i));
      if (hop.isEmpty()) {
        return client;
      }
      client = hop.get();
    }
    return client;
  }

  /** True where this address may speak for others. */
  public boolean trusted(InetAddress address) {
    return networks.stream().anyMatch(n -> n.contains(address));
  }

  // Some proxies add the port.
  private static Optional<InetAddress> literal(String text) {
    String bare = text.replaceFirst("^\\[([^\\]]*)](:\\d+)?$", "$1");
    bare = bare.matches("[\\d.]+:\\d+") ? bare.substring(0, bare.indexOf(':')) : bare;
    try {
      return Optional.of(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
