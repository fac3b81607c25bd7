package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A live stream of the server that survives cuts: it is opened anew until it is closed. The server
 * begins each stream with how things stand, so that nothing that still matters is missed.
 */
final class Feed implements AutoCloseable {
  private static final long BETWEEN_TRIES_MILLIS = 1000;

  private final Api api;
  private final String path;
  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable EventStream open;

  /** What comes out of a feed. */
  sealed interface Item {
    /** An event of that name with its content. */
    record Event(String name, JsonNode content) implements Item {}

    /** The connection is lost; it is tried again. */
    record Lost(String why) implements Item {}

    /** The server refuses the stream; nothing more will come. */
    record Refused(CommandFailed why) implements Item {}
  }

  private Feed(Api api, String path) {
    this.api = api;
    this.path = path;
  }

  static Feed of(Api api, String path) {
    Feed feed = new Feed(api, path);
    Thread.ofPlatform().daemon().name("feed").start(feed::run);
    return feed;
  }

  /** The next item, or none within that time. */
  Optional<Item> next(Duration longest) {
    try {
      return Optional.ofNullable(items.poll(longest.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(Exit.INTERRUPTED, "Interrupted.");
    }
  }

  private void run() {
    try {
      do {
        read();
      } while (!closed.await(BETWEEN_TRIES_MILLIS, TimeUnit.MILLISECONDS));
    } catch (CommandFailed e) {
      items.add(new Item.Refused(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (EventStream stream = new EventStream(api.stream(path))) {
      open = stream;
      for (Optional<EventStream.Event> event = stream.next();
          event.isPresent();
          event = stream.next()) {
        JsonNode content = JsonText.read(event.get().data());
        items.add(new Item.Event(event.get().name(), content));
      }
      items.add(new Item.Lost("the server ended the stream"));
    } catch (IOException e) {
      items.add(new Item.Lost("the connection was cut"));
    } catch (CommandFailed e) {
      if (e.exit() != Exit.UNREACHABLE) {
        throw e;
      }
      items.add(new Item.Lost(e.sentence()));
    }
  }

  @Override
  public void close() {
    closed.countDown();
    EventStream stream = open;
    if (stream != null) {
      try {
        stream.close();
      } catch (IOException e) {
        // It is cut already, which is what was wanted.
      }
    }
  }
}
