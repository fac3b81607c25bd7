package io.storeweaver.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.storeweaver.Reason;
import io.storeweaver.http.EarlyProblems;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection on which the head of a request (its line and its header fields) has begun and
 * is not complete in time. One for each connection, first to see what arrives there; everything
 * happens on the connection's own thread.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {
  private static final AttributeKey<HeadDeadline> KEY =
      AttributeKey.valueOf("storeweaver.head-deadline");

  private final Channel channel;
  private final Duration longest;
  private @Nullable Future<?> timer;
  private int request;
  private int awaited;

  private HeadDeadline(Channel channel, Duration longest) {
    this.channel = channel;
    this.longest = longest;
  }

  /** Watches a new connection. */
  static void watch(Channel channel, Duration longest) {
    HeadDeadline deadline = new HeadDeadline(channel, longest);
    channel.attr(KEY).set(deadline);
    channel.pipeline().addFirst(deadline);
  }

  /** The one of a connection; null where it was not accepted by the web server itself. */
  static @Nullable HeadDeadline of(Channel channel) {
    return channel.attr(KEY).get();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
    if (awaited == 0 && timer == null) {
      timer =
          context
              .executor()
              .schedule(() -> late(context), longest.toMillis(), TimeUnit.MILLISECONDS);
    }
    super.channelRead(context, bytes);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    cancel();
    super.channelInactive(context);
  }

  /**
   * A request's head is there. What arrives from now on belongs to its body, until all that is
   * awaited has come.
   *
   * @param endings how often the result must be run before another head may begin
   */
  Runnable arrived(int endings) {
    cancel();
    int which = ++request;
    awaited = endings;
    return () -> channel.eventLoop().execute(() -> ended(which));
  }

  private void ended(int which) {
    if (which == request && awaited > 0) {
      awaited--;
    }
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void late(ChannelHandlerContext context) {
    byte[] answer =
        EarlyProblems.withoutARequest(
            Reason.REQUEST_TIMEOUT,
            "The header did not arrive within " + longest.toSeconds() + " s; nothing was changed.");
    context.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(ChannelFutureListener.CLOSE);
  }
}
