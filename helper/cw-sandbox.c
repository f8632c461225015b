/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-pdf"

#include "cw-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#define HAVE_LANDLOCK 1
#endif

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ADDRESS_SANITIZER
/* The search for leaks needs a process that traces this one, which is refused. */
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return 1;
}
#endif

#define MEMORY_BYTES (512u * 1024u * 1024u)
#define CPU_SECONDS 60
#define PAGE_CPU_SECONDS 4
#define OPEN_FILES 32

static void
limit (int    resource,
       rlim_t value)
{
  struct rlimit now;

  if (getrlimit (resource, &now) != 0)
    return;
  now.rlim_cur = MIN (value, now.rlim_max);
  now.rlim_max = now.rlim_cur;
  setrlimit (resource, &now);
}

/**
 * cw_sandbox_limit:
 *
 * Bounds what the process may use: memory, time, open files, no core dump.
 */
void
cw_sandbox_limit (void)
{
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_CPU, CPU_SECONDS);
  limit (RLIMIT_FSIZE, MEMORY_BYTES);
  limit (RLIMIT_NOFILE, OPEN_FILES);
#ifndef ADDRESS_SANITIZER
  /* The shadow memory of the sanitizer is terabytes of addresses. */
  limit (RLIMIT_AS, MEMORY_BYTES);
#endif
}

/**
 * cw_sandbox_limit_page:
 *
 * Bounds the time from now to the next call, in seconds of the processor, which are
 * counted whole: a page can be made to take for ever. The kernel ends the process
 * by SIGXCPU where it takes longer.
 */
void
cw_sandbox_limit_page (void)
{
  struct rlimit now;
  struct rusage used;

  if (getrlimit (RLIMIT_CPU, &now) != 0 || getrusage (RUSAGE_SELF, &used) != 0)
    return;
  now.rlim_cur = (rlim_t) (used.ru_utime.tv_sec + used.ru_stime.tv_sec) + PAGE_CPU_SECONDS;
  now.rlim_cur = MIN (now.rlim_cur, now.rlim_max);
  setrlimit (RLIMIT_CPU, &now);
}

#ifdef ARCHITECTURE

/* What no reading of a file needs: the network, other programs and processes,
 * changes to the file system, and the kernel's less trodden corners. */
static const int refused[] = {
  SYS_socket,
  SYS_socketpair,
  SYS_connect,
  SYS_bind,
  SYS_listen,
  SYS_accept,
  SYS_accept4,
  SYS_sendto,
  SYS_sendmsg,
  SYS_sendmmsg,
  SYS_execve,
  SYS_execveat,
  SYS_ptrace,
  SYS_process_vm_readv,
  SYS_process_vm_writev,
  SYS_kill,
  SYS_tkill,
  SYS_unlinkat,
  SYS_renameat2,
  SYS_mkdirat,
  SYS_mknodat,
  SYS_linkat,
  SYS_symlinkat,
  SYS_fchmod,
  SYS_fchmodat,
  SYS_fchown,
  SYS_fchownat,
  SYS_truncate,
  SYS_mount,
  SYS_umount2,
  SYS_chroot,
  SYS_setns,
  SYS_unshare,
  SYS_bpf,
  SYS_perf_event_open,
  SYS_keyctl,
  SYS_add_key,
  SYS_request_key,
  SYS_userfaultfd,
  SYS_memfd_create,
#ifdef SYS_renameat
  SYS_renameat,
#endif
#ifdef SYS_io_uring_setup
  SYS_io_uring_setup,
#endif
#ifdef __x86_64__
  SYS_fork,
  SYS_vfork,
  SYS_creat,
  SYS_unlink,
  SYS_rename,
  SYS_mkdir,
  SYS_rmdir,
  SYS_mknod,
  SYS_link,
  SYS_symlink,
  SYS_chmod,
  SYS_chown,
  SYS_lchown,
#endif
};

static void
add (GArray *program,
     guint16 code,
     guint8  if_true,
     guint8  if_false,
     guint32 value)
{
  struct sock_filter step = { code, if_true, if_false, value };

  g_array_append_val (program, step);
}

static void
add_answer (GArray *program,
            guint32 answer)
{
  add (program, BPF_RET | BPF_K, 0, 0, answer);
}

/* Calls of NUMBER are refused with PROBLEM where argument ARGUMENT has one of
 * BITS set (or, with UNLESS, has none). */
static void
add_argument_rule (GArray  *program,
                   int      number,
                   guint    argument,
                   guint32  bits,
                   gboolean unless,
                   int      problem)
{
  guint32 offset = offsetof (struct seccomp_data, args) + argument * sizeof (guint64);

#if G_BYTE_ORDER == G_BIG_ENDIAN
  offset += sizeof (guint32);
#endif
  add (program, BPF_JMP | BPF_JEQ | BPF_K, 0, 4, number);
  add (program, BPF_LD | BPF_W | BPF_ABS, 0, 0, offset);
  add (program, BPF_JMP | BPF_JSET | BPF_K, unless ? 1 : 0, unless ? 0 : 1, bits);
  add_answer (program, SECCOMP_RET_ERRNO | problem);
  add_answer (program, SECCOMP_RET_ALLOW);
}

static void
filter_calls (void)
{
  g_autoptr (GArray) program = g_array_new (FALSE, FALSE, sizeof (struct sock_filter));
  const guint32 writes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
  struct sock_fprog filter;

  add (program, BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof (struct seccomp_data, arch));
  add (program, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, ARCHITECTURE);
  add_answer (program, SECCOMP_RET_KILL_PROCESS);
  add (program, BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof (struct seccomp_data, nr));
#ifdef __x86_64__
  /* Calls of the x32 kind carry this bit, and other numbers. */
  add (program, BPF_JMP | BPF_JGE | BPF_K, 0, 1, 0x40000000);
  add_answer (program, SECCOMP_RET_KILL_PROCESS);
#endif
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      add (program, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, refused[i]);
      add_answer (program, SECCOMP_RET_ERRNO | EPERM);
    }

    /* These two hand over their arguments by address, where no filter sees them;
   * the C library falls back to the calls below. */
#ifdef SYS_clone3
  add (program, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, SYS_clone3);
  add_answer (program, SECCOMP_RET_ERRNO | ENOSYS);
#endif
#ifdef SYS_openat2
  add (program, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, SYS_openat2);
  add_answer (program, SECCOMP_RET_ERRNO | ENOSYS);
#endif
  add_argument_rule (program, SYS_clone, 0, CLONE_THREAD, TRUE, EPERM);
  add_argument_rule (program, SYS_openat, 2, writes, FALSE, EACCES);
#ifdef __x86_64__
  add_argument_rule (program, SYS_open, 1, writes, FALSE, EACCES);
#endif
  add_answer (program, SECCOMP_RET_ALLOW);

  filter.len = program->len;
  filter.filter = (struct sock_filter *) (void *) program->data;
  prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

#else

static void
filter_calls (void)
{
}

#endif

#ifdef HAVE_LANDLOCK

#define READ_RIGHTS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

/* Fonts, character maps and their settings live here; a researcher's files do not. */
static const char *const readable[] = {
  "/usr", "/etc", "/lib", "/lib64", "/var/cache", "/app", "/nix/store", "/gnu/store",
};

static void
fence_files (void)
{
  struct landlock_ruleset_attr rights = {
    .handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1,
  };
  int rules = (int) syscall (SYS_landlock_create_ruleset, &rights, sizeof rights, 0);

  if (rules < 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
    {
      struct landlock_path_beneath_attr beneath = { .allowed_access = READ_RIGHTS };

      beneath.parent_fd = open (readable[i], O_PATH | O_CLOEXEC);
      if (beneath.parent_fd < 0)
        continue;
      syscall (SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
      close (beneath.parent_fd);
    }
  syscall (SYS_landlock_restrict_self, rules, 0);
  close (rules);
}

#else

static void
fence_files (void)
{
}

#endif

/**
 * cw_sandbox_enter:
 *
 * Gives up, for good, what reading a file does not need: new privileges, the
 * network, other processes, writing files. Where the kernel lacks a means, the
 * others stand.
 */
void
cw_sandbox_enter (void)
{
  prctl (PR_SET_DUMPABLE, 0);
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return;
  fence_files ();
  filter_calls ();
}
