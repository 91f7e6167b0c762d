/* The load: many clients in one process, one epoll loop. Built on the spot by build.py.

   load [options] MODE ADDRESS

   MODE     connect    connect, send the message, read to the end of the stream
            visit      connect, send the message, read a line, close
            lines      send the message and read as many lines as it has, again and again on one connection
            datagrams  send the message, wait for one datagram
            hold       open all connections, send the message and read a line on each, say "held", and keep
                       them until standard input ends
   ADDRESS  tcp:127.0.0.1:PORT, udp:127.0.0.1:PORT or unix:PATH
   -c N     clients (1)
   -t S     seconds to run (1); with -n or -l, the limit
   -n N     requests instead of seconds
   -l N     requests of each client instead of seconds: who is left behind is waited for
   -m TEXT  the message ("a line of text\n")
   -x TEXT  how each answer has to begin ("")

   Prints one line of JSON. What ends after -t is waited for, for two seconds, and counted in "handled" alone. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum mode { CONNECT, VISIT, LINES, DATAGRAMS, HOLD };
static const char *const MODES[] = {"connect", "visit", "lines", "datagrams", "hold"};

enum { MAX_SAMPLES = 1 << 22, HOLDING_AT_ONCE = 16, CHUNK = 65536 };
static const int64_t MILLISECOND = 1000000, SECOND = 1000000000;
static const int64_t STUCK = 30 * 1000000000LL, LOST = 200 * 1000000LL, GRACE = 2 * 1000000000LL;

struct client {
    int fd;                 /* -1: none, its next attempt is due at `started` */
    int connecting, busy, held;
    size_t sent, got;
    long lines, begun, done;
    int64_t started;        /* when its request began */
};

static enum mode mode;
static int family, type = SOCK_STREAM, clients = 1;
static struct sockaddr_storage address;
static socklen_t address_size;
static double run_seconds = 1;
static long wanted = -1, loops = -1;
static const char *message = "a line of text\n", *expected = "";
static size_t message_size, expected_size;
static long message_lines;

static struct client *all;
static int epoll;
static long begun, finished, counted, errors, lost, held;
static int64_t start, deadline, longest;
static uint32_t *samples;

static void fail(const char *what)
{
    fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
    exit(2);
}

static void usage(const char *what)
{
    fprintf(stderr, "load: %s\n", what);
    exit(2);
}

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * SECOND + t.tv_nsec;
}

static void parse_address(const char *text)
{
    if (!strncmp(text, "unix:", 5)) {
        struct sockaddr_un *name = (struct sockaddr_un *)&address;
        family = name->sun_family = AF_UNIX;
        if (strlen(text + 5) >= sizeof name->sun_path)
            usage("the path is too long");
        strcpy(name->sun_path, text + 5);
        address_size = sizeof *name;
        return;
    }
    struct sockaddr_in *name = (struct sockaddr_in *)&address;
    char host[64];
    int port;
    if (sscanf(text + 4, "%63[0-9.]:%d", host, &port) != 2 || inet_pton(AF_INET, host, &name->sin_addr) != 1
            || (strncmp(text, "tcp:", 4) && strncmp(text, "udp:", 4)))
        usage("ADDRESS is tcp:HOST:PORT, udp:HOST:PORT or unix:PATH");
    if (text[0] == 'u')
        type = SOCK_DGRAM;
    family = name->sin_family = AF_INET;
    name->sin_port = htons(port);
    address_size = sizeof *name;
}

static void parse(int argc, char **argv)
{
    int option;
    while ((option = getopt(argc, argv, "c:t:n:l:m:x:")) != -1)
        switch (option) {
        case 'c': clients = atoi(optarg); break;
        case 't': run_seconds = atof(optarg); break;
        case 'n': wanted = atol(optarg); break;
        case 'l': loops = atol(optarg); break;
        case 'm': message = optarg; break;
        case 'x': expected = optarg; break;
        default: exit(2);
        }
    if (argc != optind + 2)
        usage("MODE and ADDRESS are wanted");
    for (mode = CONNECT; strcmp(MODES[mode], argv[optind]); mode++)
        if (mode == HOLD)
            usage("MODE is connect, visit, lines, datagrams or hold");
    parse_address(argv[optind + 1]);
    if (clients < 1 || clients > 100000 || run_seconds <= 0)
        usage("-c wants 1 to 100000, -t more than 0");
    if (loops >= 0)
        wanted = loops * clients;
    message_size = strlen(message);
    expected_size = strlen(expected);
    for (const char *c = message; *c; c++)
        message_lines += *c == '\n';
}

static int more_wanted(const struct client *c)
{
    if (loops >= 0)
        return c->begun < loops;
    return wanted < 0 ? now() < deadline : begun < wanted;
}

static void drop(struct client *c)
{
    if (c->fd >= 0)
        close(c->fd);
    c->fd = -1;
    c->connecting = c->busy = 0;
}

static void failed(struct client *c)
{
    errors++;
    finished++;
    drop(c);
    c->started = now() + MILLISECOND;      /* do not spin */
}

static void watch(struct client *c, int operation, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = c};
    if (epoll_ctl(epoll, operation, c->fd, &event))
        fail("epoll_ctl");
}

static void send_message(struct client *c)
{
    c->sent = c->got = 0;
    c->lines = 0;
    ssize_t n = send(c->fd, message, message_size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n != (ssize_t)message_size)     /* the messages are small: a full buffer means a broken server */
        failed(c);
}

static int open_socket(struct client *c)
{
    c->fd = socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (c->fd < 0)
        fail("socket");
    if (!connect(c->fd, (struct sockaddr *)&address, address_size)) {
        watch(c, EPOLL_CTL_ADD, EPOLLIN);
        return 1;
    }
    if (errno == EINPROGRESS) {
        c->connecting = 1;
        watch(c, EPOLL_CTL_ADD, EPOLLOUT);
        return 0;
    }
    if (errno == EAGAIN) {              /* a Unix socket whose backlog is full: try again soon */
        close(c->fd);
        c->fd = -1;
        return 0;
    }
    failed(c);
    return 0;
}

/* Begin the client's next request, if there is to be one. */
static void begin(struct client *c)
{
    if (!c->busy) {
        if (!more_wanted(c))
            return;
        begun++;
        c->begun++;
        c->busy = 1;
        c->started = now();
    }
    if (c->fd >= 0 || open_socket(c))
        send_message(c);
}

static void finish(struct client *c, int close_it)
{
    int64_t t = now(), took = t - c->started;
    finished++;
    c->done++;
    c->busy = 0;
    if (wanted >= 0 || t <= deadline) {
        if (counted < MAX_SAMPLES)
            samples[counted] = took / 1000;
        counted++;
        if (took > longest)
            longest = took;
    }
    if (mode == HOLD) {
        c->held = 1;
        held++;
        return;
    }
    if (close_it)
        drop(c);
    begin(c);
}

static int wrong_beginning(struct client *c, const char *data, ssize_t n)
{
    if (c->got >= expected_size)
        return 0;
    size_t left = expected_size - c->got;
    return memcmp(data, expected + c->got, (size_t)n < left ? (size_t)n : left) != 0;
}

static void readable(struct client *c)
{
    static char data[CHUNK];
    for (;;) {
        ssize_t n = recv(c->fd, data, sizeof data, 0);
        if (n < 0 && errno == EAGAIN)
            return;
        if (n < 0 || (n > 0 && wrong_beginning(c, data, n)) || !c->busy) {
            if (c->busy)
                failed(c);
            else
                drop(c);
            return;
        }
        if (n == 0 && type == SOCK_STREAM) {
            if (mode == CONNECT && c->got > 0 && c->got >= expected_size)
                finish(c, 1);
            else
                failed(c);
            return;
        }
        c->got += n;
        if (mode == CONNECT)
            continue;
        if (mode == DATAGRAMS) {
            finish(c, 0);
            return;
        }
        for (ssize_t i = 0; i < n; i++)
            c->lines += data[i] == '\n';
        if (c->lines >= message_lines) {
            finish(c, mode == VISIT);
            return;
        }
    }
}

static void happened(struct client *c)
{
    if (c->connecting) {
        int error = 0;
        socklen_t size = sizeof error;
        c->connecting = 0;
        if (getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &size) || error) {
            failed(c);
            return;
        }
        watch(c, EPOLL_CTL_MOD, EPOLLIN);
        send_message(c);
        return;
    }
    readable(c);
}

/* Those whose datagram is lost, whose connection is stuck, or who were told to try again. */
static void look_after(int64_t t)
{
    for (int i = 0; i < clients; i++) {
        struct client *c = &all[i];
        if (c->fd < 0 && !c->held) {
            if (t >= c->started && (mode != HOLD || begun - held - errors < HOLDING_AT_ONCE || c->busy))
                begin(c);
        } else if (c->busy && mode == DATAGRAMS && t - c->started > LOST) {
            lost++;
            c->busy = 0;
            begun--;
            c->begun--;
            begin(c);
        } else if (c->busy && t - c->started > STUCK) {
            failed(c);
        }
    }
}

static int done(int64_t t)
{
    if (mode == HOLD)
        return held == clients || t > deadline;
    if (wanted >= 0)
        return finished >= wanted || t > deadline;
    return t > deadline + GRACE || (t > deadline && finished >= begun);
}

static void run(void)
{
    struct epoll_event events[256];
    int64_t looked = 0, t;
    while (!done(t = now())) {
        if (t - looked > MILLISECOND * (mode == HOLD ? 1 : 5)) {
            look_after(t);
            looked = t;
        }
        int n = epoll_wait(epoll, events, 256, mode == HOLD ? 1 : 5);
        for (int i = 0; i < n; i++)
            happened(events[i].data.ptr);
    }
}

static int compare(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static uint32_t percentile(long count, double part)
{
    return count ? samples[(long)((count - 1) * part)] : 0;
}

static void report(double seconds)
{
    long count = counted < MAX_SAMPLES ? counted : MAX_SAMPLES, least = all[0].done;
    int64_t t = now();
    for (int i = 0; i < clients; i++) {
        if (all[i].done < least)
            least = all[i].done;
        if (all[i].busy && t - all[i].started > longest)
            longest = t - all[i].started;
    }
    qsort(samples, count, sizeof *samples, compare);
    printf("{\"requests\": %ld, \"handled\": %ld, \"errors\": %ld, \"lost\": %ld, \"seconds\": %.6f, \"p50_us\": %u, "
           "\"p99_us\": %u, \"max_us\": %ld, \"least\": %ld}\n", counted, finished - errors, errors, lost, seconds,
           percentile(count, .5), percentile(count, .99), (long)(longest / 1000), least);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    struct rlimit limit;
    char byte;
    parse(argc, argv);
    signal(SIGPIPE, SIG_IGN);
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    all = calloc(clients, sizeof *all);
    samples = malloc(MAX_SAMPLES * sizeof *samples);
    if (epoll < 0 || !all || !samples)
        fail("start");
    start = now();
    deadline = start + (int64_t)(run_seconds * SECOND);
    for (int i = 0; i < clients; i++)
        all[i].fd = -1;
    run();
    if (mode == HOLD) {
        printf("held %ld\n", held);
        fflush(stdout);
        while (read(0, &byte, 1) > 0)
            ;
        return held != clients;
    }
    report(wanted < 0 ? run_seconds : (now() - start) / 1e9);
    return 0;
}
