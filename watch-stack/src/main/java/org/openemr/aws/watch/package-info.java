/** WatchStack: what watches the account that a deployment is in, and tells the alarm topic. */
package org.openemr.aws.watch;
