/** Commands: arguments to requests, and what services answer to output. No command knows how AWS is called. */
package org.openemr.aws.operator.cli;
