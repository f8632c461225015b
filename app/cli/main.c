/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-cli.h"

int
main (int    argc,
      char **argv)
{
  return cw_cli_main (argc, argv);
}
