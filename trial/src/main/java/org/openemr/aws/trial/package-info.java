/** Recovery points, tried out: what was restored is made usable, read, and removed. Knows neither the command line nor the functions. */
package org.openemr.aws.trial;
