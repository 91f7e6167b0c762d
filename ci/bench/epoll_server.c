/* A limit of what is possible: a server in C with one epoll loop, echoing what it receives.

   epoll_server once|lines tcp|unix:PATH SECONDS

   once: answer the first data and close. lines: answer until the client closes.
   Prints the address, and ends after SECONDS. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int listening(const char *where)
{
    int unixes = !strncmp(where, "unix:", 5), fd = socket(unixes ? AF_UNIX : AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_un path = {.sun_family = AF_UNIX};
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof name;
    if (unixes)
        strncpy(path.sun_path, where + 5, sizeof path.sun_path - 1);
    if (fd < 0 || (unixes ? bind(fd, (struct sockaddr *)&path, sizeof path) : bind(fd, (struct sockaddr *)&name, sizeof name))
            || listen(fd, SOMAXCONN)) {
        perror("epoll_server");
        exit(2);
    }
    if (unixes)
        printf("%s\n", where);
    else {
        getsockname(fd, (struct sockaddr *)&name, &size);
        printf("tcp:127.0.0.1:%d\n", ntohs(name.sin_port));
    }
    fflush(stdout);
    return fd;
}

static void serve(int listener, int once)
{
    static char data[65536];
    struct epoll_event events[256], event = {.events = EPOLLIN, .data.fd = listener};
    int epoll = epoll_create1(0);
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int n = epoll_wait(epoll, events, 256, -1);
        for (int i = 0; i < n; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                    event.data.fd = fd;
                    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
                }
                continue;
            }
            ssize_t got = recv(fd, data, sizeof data, 0);
            if (got < 0 && errno == EAGAIN)
                continue;
            if (got <= 0 || send(fd, data, got, MSG_NOSIGNAL) != got || once)
                close(fd);
        }
    }
}

int main(int argc, char **argv)
{
    struct rlimit limit;
    if (argc != 4)
        return 2;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    alarm(atoi(argv[3]));
    serve(listening(argv[2]), !strcmp(argv[1], "once"));
}
