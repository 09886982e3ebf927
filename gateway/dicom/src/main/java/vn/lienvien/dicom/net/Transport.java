package vn.lienvien.dicom.net;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sockets and their threads, shared by all listeners and requestors of a process: epoll where
 * the native library loads, NIO elsewhere. Thread-safe.
 */
public final class Transport implements AutoCloseable {
  private static final int READ_BUFFER_BYTES = 128 << 10;
  private static final int READS_PER_TURN = 4;

  private final boolean epoll;
  private final EventLoopGroup group;
  private final AtomicLong associationIds = new AtomicLong();

  private Transport(boolean epoll) {
    this.epoll = epoll;
    IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    group = new MultiThreadIoEventLoopGroup(new DefaultThreadFactory("dicom-net", true), factory);
  }

  /** The best transport this machine has. */
  public static Transport open() {
    return new Transport(Epoll.isAvailable());
  }

  /** The portable transport, without TCP_QUICKACK. */
  public static Transport portable() {
    return new Transport(false);
  }

  EventLoopGroup group() {
    return group;
  }

  Class<? extends Channel> channelClass() {
    return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  Class<? extends ServerChannel> serverChannelClass() {
    return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  /** Options of every association's socket; reads are asked for one by one (back-pressure). */
  Map<ChannelOption<?>, Object> socketOptions() {
    AdaptiveRecvByteBufAllocator reads =
        new AdaptiveRecvByteBufAllocator(2048, READ_BUFFER_BYTES, READ_BUFFER_BYTES);
    reads.maxMessagesPerRead(READS_PER_TURN);
    return Map.of(
        ChannelOption.TCP_NODELAY,
        true,
        ChannelOption.SO_KEEPALIVE,
        true,
        ChannelOption.AUTO_READ,
        false,
        ChannelOption.ALLOCATOR,
        PooledByteBufAllocator.DEFAULT,
        ChannelOption.RCVBUF_ALLOCATOR,
        reads,
        ChannelOption.WRITE_BUFFER_WATER_MARK,
        new WriteBufferWaterMark(256 << 10, 512 << 10));
  }

  /**
   * Asks the kernel to acknowledge at once. The kernel forgets the wish, so it is repeated after
   * each read; it saves a peer that leaves Nagle's algorithm on 40 ms an object.
   */
  static void acknowledgeQuickly(Channel channel) {
    if (channel instanceof EpollSocketChannel && channel.isOpen()) {
      channel.config().setOption(EpollChannelOption.TCP_QUICKACK, true);
    }
  }

  long nextAssociationId() {
    return associationIds.incrementAndGet();
  }

  /** Ends the threads; listeners and associations are closed before. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }
}
