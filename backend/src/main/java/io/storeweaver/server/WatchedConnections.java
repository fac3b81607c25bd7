package io.storeweaver.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.spi.VertxServiceProvider;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Puts a {@link HeadDeadline} on every connection that the web server accepts. The server shows a
 * connection to nobody before its first request is complete, so this is done where the connections
 * come from.
 */
public final class WatchedConnections implements VertxServiceProvider {
  @Override
  public void init(VertxBuilder builder) {
    builder.findTransport(new Sockets());
  }

  private static final class Sockets extends JDKTransport {
    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
      Duration longest =
          ConfigProvider.getConfig().getValue("storeweaver.slowest-head", Duration.class);
      ChannelFactory<? extends ServerChannel> made = super.serverChannelFactory(domainSocket);
      return () -> accepting(made.newChannel(), longest);
    }
  }

  private static <C extends ServerChannel> C accepting(C server, Duration longest) {
    server
        .pipeline()
        .addFirst(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object connection)
                  throws Exception {
                HeadDeadline.watch((Channel) connection, longest);
                super.channelRead(context, connection);
              }
            });
    return server;
  }
}
