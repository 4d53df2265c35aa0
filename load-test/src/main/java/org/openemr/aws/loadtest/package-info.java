/** Load on a deployment of OpenEMR: people at work, and the sign-in page alone. */
package org.openemr.aws.loadtest;
