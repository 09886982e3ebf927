/* A bad line between two TUN devices, and a good one from this machine to both of its ends.
 *
 *   line DEVICE_A DEVICE_B DEVICE_HOST CONTROL_FIFO SEED
 *
 * IPv4 packets go where their destination's last number says: 1 = A, 2 = B, 3 = host. What goes between A and B is
 * queued, paced at the line's rate, delayed, lost and cut; what comes from or goes to the host passes at once, so that
 * a person, a browser or a driver watches both ends without using the line.
 *
 * The control FIFO takes one command a line:
 *   shape KBIT_S ONE_WAY_US LOSS_PPM QUEUE_BYTES   cut   mend   rhythm DOWN_MS PERIOD_MS   counters FILE
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL
enum { END_A, END_B, END_HOST, ENDS };

struct packet {
  struct packet *next;
  int64_t due; /* ns, monotonic */
  int length;
  unsigned char bytes[];
};

/* One direction of the line. */
struct way {
  struct packet *first, *last;
  int64_t free_at; /* when the last queued packet will have left the sender */
  uint64_t packets, bytes, payload, lost, overflowed, cut;
};

static struct {
  int64_t bits_per_second, delay_ns, queue_bytes, down_ns, period_ns, rhythm_from;
  uint32_t loss_ppm;
  int is_cut;
} shape = {4000000, 50000000, 100000, 0, 0, 0, 0, 0};

static struct way ways[2];
static int devices[ENDS];
static uint64_t random_state;
static volatile sig_atomic_t stopped;

static void stop(int signal_number) {
  (void)signal_number;
  stopped = 1;
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * SECOND + t.tv_nsec;
}

/* xorshift64: the same seed loses the same packets of the same sequence */
static uint32_t random_ppm(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return (uint32_t)((random_state >> 16) % 1000000);
}

static int open_device(const char *name) {
  struct ifreq request = {0};
  int device = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  if (device < 0 || ioctl(device, TUNSETIFF, &request) < 0) {
    perror(name);
    exit(1);
  }
  return device;
}

static int line_is_down(int64_t at) {
  if (shape.is_cut) return 1;
  return shape.period_ns && (at - shape.rhythm_from) % shape.period_ns >= shape.period_ns - shape.down_ns;
}

/* Bytes of TCP payload in an IPv4 packet; 0 for anything else. */
static int tcp_payload(const unsigned char *packet, int length) {
  int ip_header = (packet[0] & 15) * 4;
  if (packet[9] != 6 || length < ip_header + 20) return 0;
  return length - ip_header - (packet[ip_header + 12] >> 4) * 4;
}

static void enqueue(struct way *way, const unsigned char *bytes, int length) {
  int64_t at = now(), start = way->free_at > at ? way->free_at : at;
  way->packets++;
  way->bytes += length;
  way->payload += tcp_payload(bytes, length);
  if (line_is_down(at)) {
    way->cut++;
  } else if (random_ppm() < shape.loss_ppm) {
    way->lost++;
  } else if ((start - at) / 8 * shape.bits_per_second / SECOND + length > shape.queue_bytes) {
    way->overflowed++;
  } else {
    struct packet *packet = malloc(sizeof *packet + length);
    way->free_at = start + length * 8 * SECOND / shape.bits_per_second;
    packet->next = NULL;
    packet->due = way->free_at + shape.delay_ns;
    packet->length = length;
    memcpy(packet->bytes, bytes, length);
    if (way->first) way->last->next = packet;
    else way->first = packet;
    way->last = packet;
  }
}

/* What a device does not take is lost, as at a full interface. */
static void deliver(int end, const unsigned char *bytes, int length) {
  if (write(devices[end], bytes, length) < 0 && errno != EAGAIN && errno != EIO && errno != ENETDOWN) perror("deliver");
}

static void deliver_due(int from) {
  struct way *way = &ways[from];
  while (way->first && way->first->due <= now()) {
    struct packet *packet = way->first;
    way->first = packet->next;
    if (line_is_down(packet->due)) way->cut++;
    else deliver(1 - from, packet->bytes, packet->length);
    free(packet);
  }
}

static void take_from(int from) {
  static unsigned char bytes[65536];
  for (int i = 0; i < 64; i++) {
    int length = read(devices[from], bytes, sizeof bytes);
    if (length <= 0) return;
    int to = length >= 20 && bytes[0] >> 4 == 4 ? bytes[19] - 1 : -1;
    if (to < END_A || to > END_HOST || to == from) continue; /* IPv6 neighbour noise, broadcasts */
    if (from == END_HOST || to == END_HOST) deliver(to, bytes, length);
    else enqueue(&ways[from], bytes, length);
  }
}

static void write_counters(const char *file) {
  char draft[4096];
  snprintf(draft, sizeof draft, "%s.new", file);
  FILE *out = fopen(draft, "w");
  if (!out) return;
  for (int from = 0; from < 2; from++)
    fprintf(out, "%s packets=%lu bytes=%lu payload=%lu lost=%lu overflowed=%lu cut=%lu\n", from == END_A ? "a-b" : "b-a",
            ways[from].packets, ways[from].bytes, ways[from].payload, ways[from].lost, ways[from].overflowed,
            ways[from].cut);
  fclose(out);
  rename(draft, file);
}

static void obey(const char *command) {
  long long rate, delay_us, queue, down, period;
  unsigned loss;
  char file[4000];
  if (sscanf(command, "shape %lld %lld %u %lld", &rate, &delay_us, &loss, &queue) == 4) {
    shape.bits_per_second = rate * 1000;
    shape.delay_ns = delay_us * 1000;
    shape.loss_ppm = loss;
    shape.queue_bytes = queue;
  } else if (sscanf(command, "rhythm %lld %lld", &down, &period) == 2) {
    shape.down_ns = down * 1000000;
    shape.period_ns = period * 1000000;
    shape.rhythm_from = now();
  } else if (sscanf(command, "counters %3999s", file) == 1) {
    write_counters(file);
  } else if (!strncmp(command, "cut", 3)) {
    shape.is_cut = 1;
  } else if (!strncmp(command, "mend", 4)) {
    shape.is_cut = 0;
  } else {
    fprintf(stderr, "not a command: %s", command);
  }
}

static void read_commands(int control) {
  static char pending[8192];
  static size_t held;
  ssize_t length = read(control, pending + held, sizeof pending - held - 1);
  if (length <= 0) return;
  held += length;
  pending[held] = 0;
  char *start = pending, *end;
  while ((end = strchr(start, '\n'))) {
    *end = 0;
    obey(start);
    start = end + 1;
  }
  held = strlen(start);
  memmove(pending, start, held + 1);
  if (held == sizeof pending - 1) held = 0; /* a command of that length is none */
}

/* Until the next packet is due, or something arrives. */
static int await(struct pollfd *polled) {
  int64_t due = -1;
  for (int from = 0; from < 2; from++)
    if (ways[from].first && (due < 0 || ways[from].first->due < due)) due = ways[from].first->due;
  struct timespec wait, *limit = NULL;
  if (due >= 0) {
    int64_t left = due - now();
    wait.tv_sec = left > 0 ? left / SECOND : 0;
    wait.tv_nsec = left > 0 ? left % SECOND : 0;
    limit = &wait;
  }
  return ppoll(polled, ENDS + 1, limit, NULL);
}

int main(int count, char **arguments) {
  struct sigaction action = {.sa_handler = stop};
  struct pollfd polled[ENDS + 1];
  if (count != 6) {
    fprintf(stderr, "usage: line DEVICE_A DEVICE_B DEVICE_HOST CONTROL_FIFO SEED\n");
    return 2;
  }
  random_state = strtoull(arguments[5], NULL, 10) * 0x9E3779B97F4A7C15ULL + 1;
  for (int end = 0; end < ENDS; end++) {
    devices[end] = open_device(arguments[1 + end]);
    polled[end] = (struct pollfd){devices[end], POLLIN, 0};
  }
  int control = open(arguments[4], O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (control < 0) {
    perror(arguments[4]);
    return 1;
  }
  polled[ENDS] = (struct pollfd){control, POLLIN, 0};
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  printf("ready\n");
  fflush(stdout);
  while (!stopped) {
    if (await(polled) < 0 && errno != EINTR) break;
    for (int from = 0; from < 2; from++) deliver_due(from);
    if (polled[ENDS].revents) read_commands(control);
    for (int end = 0; end < ENDS; end++) take_from(end);
  }
  return 0;
}
