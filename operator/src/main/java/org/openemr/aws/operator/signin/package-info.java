/** Who signs in before OpenEMR, and where. */
package org.openemr.aws.operator.signin;
